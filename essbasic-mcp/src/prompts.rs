//! Prompts for the common workflows.

use std::borrow::Cow;

use essbasic_devtools::{Language, t};
use rmcp::ErrorData;
use rmcp::model::{
    GetPromptRequestParams, GetPromptResult, Prompt, PromptArgument, PromptMessage, Role,
};
use serde_json::Value;

/// Argument of every prompt: the person's goal, in their own words.
const GOAL: &str = "goal";

/// Maximum length of an argument, in characters.
const MAX_ARGUMENT: usize = 4000;

/// A prompt: its name, title and text.
type Texts = (&'static str, Cow<'static, str>, Cow<'static, str>);

fn all(language: Language) -> [Texts; 5] {
    [
        (
            "onboard_organization",
            t!(language, "mcp-prompt-onboarding"),
            t!(language, "mcp-prompt-onboarding-text"),
        ),
        (
            "sign_contract",
            t!(language, "mcp-prompt-contract"),
            t!(language, "mcp-prompt-contract-text"),
        ),
        (
            "multi_signer_qr_code",
            t!(language, "mcp-prompt-qr-code"),
            t!(language, "mcp-prompt-qr-code-text"),
        ),
        (
            "employees_in_bulk",
            t!(language, "mcp-prompt-employees"),
            t!(language, "mcp-prompt-employees-text"),
        ),
        ("seal", t!(language, "mcp-prompt-seal"), t!(language, "mcp-prompt-seal-text")),
    ]
}

/// Returns all prompts.
pub(crate) fn list(language: Language) -> Vec<Prompt> {
    let prompts = all(language).into_iter().map(|(name, title, _)| {
        let goal = PromptArgument::new(GOAL).with_description(t!(language, "mcp-prompt-goal"));
        let arguments = Some(vec![goal.with_required(false)]);
        Prompt::new(name, Some(title.clone()), arguments).with_title(title)
    });
    prompts.collect()
}

/// Returns the messages of a prompt.
pub(crate) fn get(
    language: Language,
    request: &GetPromptRequestParams,
) -> Result<GetPromptResult, ErrorData> {
    let (_, title, text) =
        all(language).into_iter().find(|(name, ..)| *name == request.name).ok_or_else(|| {
            let name: String = request.name.chars().take(100).collect();
            ErrorData::invalid_params(format!("unknown prompt: {name}"), None)
        })?;
    let mut text = format!("{text}\n\n{}", t!(language, "mcp-prompt-rules"));
    let goal = request.arguments.as_ref().and_then(|it| it.get(GOAL)).and_then(Value::as_str);
    if let Some(goal) = goal.filter(|it| !it.trim().is_empty()) {
        let goal: String = goal.chars().take(MAX_ARGUMENT).collect();
        text.extend(["\n\n", &t!(language, "mcp-prompt-goal"), "\n", &goal]);
    }
    Ok(GetPromptResult::new(vec![PromptMessage::new_text(Role::User, text)])
        .with_description(title))
}
