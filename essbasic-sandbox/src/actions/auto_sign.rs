//! Persons' authorizations to sign for them: a link, a person's word on its page, and back.

use essbasic::auto_sign::{
    AutoSignUrlType, ChannelCancelUserAutoSignEnableUrl, ChannelCreateUserAutoSignEnableUrl,
    ChannelCreateUserAutoSignEnableUrlResponse, ChannelDescribeUserAutoSignStatus,
    ChannelDescribeUserAutoSignStatusResponse, ChannelDisableUserAutoSign, UserThreeFactor,
};
use essbasic::{EmptyResponse, ErrorCode, codes};
use serde_json::json;

use super::Actions;
use crate::refusal::{Refusal, reasons};
use crate::state::{AutoSign, LICENCE, Owner, Purpose, State, auto_sign_key};

const DAY: i64 = 24 * 60 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(link).write(cancel_link).read(describe).write(disable)
}

fn link(
    state: &mut State,
    request: ChannelCreateUserAutoSignEnableUrl,
) -> Result<ChannelCreateUserAutoSignEnableUrlResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let Some(config) = request.auto_sign_config else {
        let code = codes::INVALID_PARAMETER_PARAM_ERROR;
        return Err(reasons::value(code, "AutoSignConfig", "AutoSignConfig is missing."));
    };
    let key = key(&owner, request.scene_key.as_str(), &config.user_info)?;
    let now = state.now();
    let until = request.expired_time.unwrap_or(now + 7 * DAY);
    if until <= now || until > now + 30 * DAY {
        let code = codes::INVALID_PARAMETER_PARAM_ERROR;
        let why = "ExpiredTime must be within the next 30 days.";
        return Err(reasons::value(code, "ExpiredTime", why));
    }
    if state.auto_signs.get(&key).is_some_and(|it| it.open && it.to > now) {
        const CODES: &[ErrorCode] =
            &[codes::FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_ALREADY, ErrorCode::FAILED_OPERATION];
        return Err(Refusal::any_of(
            CODES,
            "个人已开通自动签署。",
            "The person has authorized it.",
        ));
    }
    let token = state.mint(Purpose::AutoSign { owner, key: key.clone() }, until);
    let asked = AutoSign { open: false, from: 0, to: 0, link: Some(token.clone()) };
    state.auto_signs.insert(key, asked);
    let url = state.address(&format!("/links/{token}"));
    let path = format!("pages/guide?to=SANDBOX&shortKey={token}");
    let kind = request.url_type.unwrap_or(AutoSignUrlType::MiniProgram);
    Ok(ChannelCreateUserAutoSignEnableUrlResponse::new(
        url.clone(),
        "wxsandbox",
        "gh_sandbox",
        path,
        url,
        kind,
    ))
}

fn cancel_link(
    state: &mut State,
    request: ChannelCancelUserAutoSignEnableUrl,
) -> Result<EmptyResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let key = key(&owner, request.scene_key.as_str(), &request.user_info)?;
    let missing = || {
        let code = codes::FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_URL_NOT_EXIST;
        Refusal::new(code, "开通链接不存在。", "There is no link.")
    };
    let asked = state.auto_signs.get_mut(&key).ok_or_else(missing)?;
    if asked.open {
        let code = codes::FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_ALREADY;
        return Err(Refusal::new(code, "个人已开通自动签署。", "The person has authorized it."));
    }
    let token = asked.link.take().ok_or_else(missing)?;
    state.links.remove(&token);
    Ok(EmptyResponse::new())
}

fn describe(
    state: &State,
    request: ChannelDescribeUserAutoSignStatus,
) -> Result<ChannelDescribeUserAutoSignStatusResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let key = key(&owner, request.scene_key.as_str(), &request.user_info)?;
    let known = state.auto_signs.get(&key);
    let open = known.is_some_and(|it| it.open && it.to > state.now());
    let (from, to) = known.map_or((0, 0), |it| (it.from, it.to));
    Ok(ChannelDescribeUserAutoSignStatusResponse::new(open, from, to))
}

fn disable(
    state: &mut State,
    request: ChannelDisableUserAutoSign,
) -> Result<EmptyResponse, Refusal> {
    let owner = state.caller(&request.agent)?.owner;
    let key = key(&owner, request.scene_key.as_str(), &request.user_info)?;
    let open = state.auto_signs.get_mut(&key).filter(|it| it.open);
    let Some(open) = open else {
        let code = ErrorCode::FAILED_OPERATION;
        return Err(Refusal::new(
            code,
            "个人未开通自动签署。",
            "The person has not authorized it.",
        ));
    };
    open.open = false;
    let told = json!({"SceneKey": request.scene_key, "Status": "DISABLE"});
    state.tell(&owner, "DisableUserAutoSign", told);
    Ok(EmptyResponse::new())
}

fn key(owner: &Owner, scene: &str, person: &UserThreeFactor) -> Result<String, Refusal> {
    if person.name.is_empty() {
        return Err(reasons::value(codes::INVALID_PARAMETER_NAME, "Name", "Name is missing."));
    }
    if person.id_card_number.is_empty() {
        let code = codes::INVALID_PARAMETER_CARD_NUMBER;
        return Err(reasons::value(code, "IdCardNumber", "IdCardNumber is missing."));
    }
    Ok(auto_sign_key(owner, scene, &person.id_card_number))
}

impl State {
    /// A person agrees that the service signs for them.
    pub(crate) fn enable_auto_sign(&mut self, owner: &Owner, key: &str) {
        let now = self.now();
        let Some(asked) = self.auto_signs.get_mut(key) else { return };
        (asked.open, asked.from, asked.to) = (true, now, now + LICENCE);
        asked.link = None;
        self.tell(owner, "OpenUserAutoSign", json!({"Status": "ENABLE", "OccurTime": now}));
    }
}
