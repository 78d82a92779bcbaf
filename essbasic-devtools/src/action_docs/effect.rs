//! What an action does beyond answering, and so what repeating it does.

use essbasic::Effect;

use crate::language::Language;

/// What repeating it does, and so who may.
pub fn describe_retries(retry: Effect, language: Language) -> String {
    let said = match retry {
        Effect::Read => ("it only looks, and is repeated freely.", "只查询，可随意重复。"),
        Effect::Link => {
            ("it makes a link, and repeating it makes another.", "生成链接，重复会再生成一个。")
        }
        Effect::Idempotent([]) => {
            ("it sets a state, and repeating it sets the same.", "设置状态，重复结果相同。")
        }
        Effect::Idempotent(codes) => {
            let codes = codes.join(language.say(" or ", " 或 "));
            return language
                .say(
                    "it sets a state, and repeating it is answered with {}.",
                    "设置状态，重复会返回 {}。",
                )
                .replace("{}", &codes);
        }
        Effect::Create => (
            "it makes something, and is never repeated once it may have arrived.",
            "会创建数据，请求可能已送达后绝不重复。",
        ),
        _ => (
            "it charges or notifies, and is never repeated once it may have arrived.",
            "会计费或通知他人，请求可能已送达后绝不重复。",
        ),
    };
    language.say(said.0, said.1).to_owned()
}

/// What happens in the world when it is sent; nothing where it only looks.
pub fn describe_effect(retry: Effect, language: Language) -> Option<&'static str> {
    let said = match retry {
        Effect::Read => return None,
        Effect::Link => (
            "It makes a link or a code that opens something for whoever has it.",
            "将生成链接或二维码，持有者即可打开。",
        ),
        Effect::Idempotent(_) => {
            ("It changes the state of something that is there.", "将改变已有数据的状态。")
        }
        Effect::Create => ("It makes something that was not there before.", "将创建新的数据。"),
        _ => ("It may cost money, and people may be notified.", "可能产生费用，并可能通知他人。"),
    };
    Some(language.say(said.0, said.1))
}
