//! Code laid out as rustfmt would: on one line where it fits, else a line each.

/// No line is wider, where that can be helped.
const WIDTH: usize = 100;

/// No chain of calls on one line is.
const CHAIN: usize = 60;

/// A piece of code.
pub(super) enum Code {
    /// What is not broken: a literal, a path.
    Word(String),
    /// `name(…)` with what is called on what it gives; a call without a value is a comment.
    Call(String, Vec<Code>, Vec<(String, Option<Code>)>),
    /// `[…]`.
    List(Vec<Code>),
}

impl Code {
    /// The code, for a endpoint that is so many steps in.
    pub(super) fn written(&self, steps: usize) -> String {
        if let Some(flat) = self.flat().filter(|flat| steps * 4 + flat.len() < WIDTH) {
            return flat;
        }
        match self {
            Self::Word(word) => word.clone(),
            Self::List(items) => joined("[", items, "]", steps),
            Self::Call(name, arguments, setters) => {
                let mut text = joined(&format!("{name}("), arguments, ")", steps);
                // Behind a parenthesis on a line of its own, a chain goes on below that.
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

    /// The code on one line, unless it needs more.
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
        // What stands alone begins on the same line.
        [list @ Code::List(_)] => return format!("{open}{}{close}", list.written(steps)),
        // A lone text becomes no shorter on a line of its own.
        [Code::Word(word)] => return format!("{open}{word}{close}"),
        _ => {}
    }
    let (inner, outer) = ("    ".repeat(steps + 1), "    ".repeat(steps));
    let lines: Vec<_> =
        items.iter().map(|item| format!("{inner}{},\n", item.written(steps + 1))).collect();
    format!("{open}\n{}{outer}{close}", lines.concat())
}
