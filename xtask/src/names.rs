//! The names that follow from the wire's.

/// `qr_code_url` of `QRCodeUrl`: a word begins at a capital that follows a small letter or a
/// digit, or that a small letter follows.
pub(crate) fn snake_case(wire: &str) -> String {
    let letters: Vec<char> = wire.chars().collect();
    let mut snake = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let after = letters.get(at + 1);
        let begins = before.is_some_and(|before| {
            !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase)
        });
        if letter.is_ascii_uppercase() && begins {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// The wire name that the macros derive from a member's.
pub(crate) fn pascal_case(snake: &str) -> String {
    let words = snake.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}

/// A text without its tags and entities, line by line.
pub(crate) fn lines(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut tag = None;
    for letter in html.chars() {
        match (letter, &mut tag) {
            ('<', _) => tag = Some(String::new()),
            ('>', Some(name)) => {
                let breaks = ["br", "/p", "/li", "/tr", "/h"];
                text.push(if breaks.iter().any(|it| name.starts_with(it)) { '\n' } else { ' ' });
                tag = None;
            }
            (letter, Some(name)) => name.push(letter),
            (letter, None) => text.push(letter),
        }
    }
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">");
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
