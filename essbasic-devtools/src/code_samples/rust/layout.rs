//! Code formatting like that of rustfmt: on one line if it fits.

/// Maximum width of a line.
const WIDTH: usize = 100;

/// Maximum width of a chain on one line.
const CHAIN: usize = 60;

/// A piece of code.
pub(super) enum Code {
    /// Unbreakable code: a literal or path.
    Word(String),
    /// `name(…)` with method calls; a method without an argument is a comment.
    Call(String, Vec<Code>, Vec<(String, Option<Code>)>),
    /// `[…]`.
    List(Vec<Code>),
}

impl Code {
    /// Renders the code at an indentation.
    pub(super) fn render(&self, steps: usize) -> String {
        if let Some(flat) = self.flat().filter(|flat| steps * 4 + flat.len() < WIDTH) {
            return flat;
        }
        match self {
            Self::Word(word) => word.clone(),
            Self::List(items) => joined("[", items, "]", steps),
            Self::Call(name, arguments, setters) => {
                let mut text = joined(&format!("{name}("), arguments, ")", steps);
                // A chain continues below a closing parenthesis on its own line.
                let steps = if text.contains('\n') { steps } else { steps + 1 };
                for (name, value) in setters {
                    let call = match value {
                        Some(value) => {
                            joined(&format!(".{name}("), std::slice::from_ref(value), ")", steps)
                        }
                        None => name.clone(),
                    };
                    text.extend(["\n", &"    ".repeat(steps), &call]);
                }
                text
            }
        }
    }

    /// Renders the code on one line, if possible.
    fn flat(&self) -> Option<String> {
        let all = |items: &[Self]| {
            let items: Option<Vec<_>> = items.iter().map(Self::flat).collect();
            items.map(|items| items.join(", "))
        };
        match self {
            Self::Word(word) => Some(word.clone()),
            Self::List(items) => Some(format!("[{}]", all(items)?)),
            Self::Call(name, arguments, setters) => {
                let mut text = format!("{name}({})", all(arguments)?);
                for (name, value) in setters {
                    text.extend([".", name, "(", &value.as_ref()?.flat()?, ")"]);
                }
                (setters.is_empty() || text.len() <= CHAIN).then_some(text)
            }
        }
    }
}

fn joined(open: &str, items: &[Code], close: &str, steps: usize) -> String {
    let flat: Option<Vec<_>> = items.iter().map(Code::flat).collect();
    let flat = flat.map(|items| format!("{open}{}{close}", items.join(", ")));
    if let Some(flat) = flat.filter(|flat| steps * 4 + flat.len() < WIDTH) {
        return flat;
    }
    match items {
        // A single list starts on the same line.
        [list @ Code::List(_)] => return format!("{open}{}{close}", list.render(steps)),
        // A single word becomes no shorter on its own line.
        [Code::Word(word)] => return format!("{open}{word}{close}"),
        _ => {}
    }
    let (inner, outer) = ("    ".repeat(steps + 1), "    ".repeat(steps));
    let lines: Vec<_> =
        items.iter().map(|item| format!("{inner}{},\n", item.render(steps + 1))).collect();
    format!("{open}\n{}{outer}{close}", lines.concat())
}
