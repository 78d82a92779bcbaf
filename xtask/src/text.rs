//! Conversion of names and of the vendor's HTML.

/// Converts a wire name to a field name: `qr_code_url` from `QRCodeUrl`.
pub(crate) fn snake_case(wire: &str) -> String {
    let letters: Vec<char> = wire.chars().collect();
    let mut snake = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let previous = index.checked_sub(1).map(|previous| letters[previous]);
        let next = letters.get(index + 1);
        // A word begins after a letter that is not a capital, and before a small letter.
        let begins_word = previous.is_some_and(|previous| {
            !previous.is_ascii_uppercase() || next.is_some_and(char::is_ascii_lowercase)
        });
        if letter.is_ascii_uppercase() && begins_word {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// Converts a field name to the wire name that the macros derive from it.
pub(crate) fn pascal_case(snake: &str) -> String {
    let words = snake.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect()
}

/// Returns the lines of an HTML text without tags and entities.
pub(crate) fn html_lines(html: &str) -> Vec<String> {
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
