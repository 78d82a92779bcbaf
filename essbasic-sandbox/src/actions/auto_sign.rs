//! Authorizations to sign for a person: link, consent, status, withdrawal.

use essbasic::auto_sign::{
    AutoSignUrlType, ChannelCancelUserAutoSignEnableUrl, ChannelCreateUserAutoSignEnableUrl,
    ChannelCreateUserAutoSignEnableUrlResponse, ChannelDescribeUserAutoSignStatus,
    ChannelDescribeUserAutoSignStatusResponse, ChannelDisableUserAutoSign, UserThreeFactor,
};
use essbasic::{EmptyResponse, ErrorCode, codes};

use super::canned::PICTURE;
use super::output::nonzero;
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{AutoSign, Owner, Purpose, State, auto_sign_key};

const DAY: i64 = 24 * 60 * 60;

/// Lifetime of an authorization, in seconds.
const AUTHORIZATION_PERIOD: i64 = 365 * DAY;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(link).write(cancel_link).read(describe).write(disable)
}

fn link(
    state: &mut State,
    request: ChannelCreateUserAutoSignEnableUrl,
) -> Result<ChannelCreateUserAutoSignEnableUrlResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let Some(config) = request.auto_sign_config else {
        return Err(errors::invalid("AutoSignConfig", "AutoSignConfig is missing."));
    };
    let key = key(&owner, request.scene_key.as_str(), &config.user_info)?;
    let now = state.now();
    let until = nonzero(request.expired_time).unwrap_or(now + 7 * DAY);
    if until <= now || until > now + 30 * DAY {
        let message = "ExpiredTime must be within the next 30 days.";
        return Err(errors::invalid("ExpiredTime", message));
    }
    if state.auto_signs.get(&key).is_some_and(|it| it.open && it.to > now) {
        const CODES: &[ErrorCode] =
            &[codes::FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_ALREADY, ErrorCode::FAILED_OPERATION];
        let english = "The person has enabled auto-sign.";
        return Err(ServiceError::any_of(CODES, "个人已开通自动签署。", english));
    }
    let token = state.create_link(Purpose::AutoSign { owner, key: key.clone() }, until);
    let asked = AutoSign {
        open: false,
        from: 0,
        to: 0,
        link: Some(token.clone()),
        scene: request.scene_key.as_str().to_owned(),
        data: request.user_data.unwrap_or_default(),
        reports_seal: config.seal_img_callback.unwrap_or(false),
    };
    state.auto_signs.insert(key, asked);
    let url = state.url(&format!("/links/{token}"));
    let kind = request.url_type.unwrap_or(AutoSignUrlType::MiniProgram);
    if kind == AutoSignUrlType::H5Sign {
        // Only links to the mini program have what opens it.
        return Ok(ChannelCreateUserAutoSignEnableUrlResponse::new(url, "", "", "", "", kind));
    }
    let path = format!("pages/guide?to=SANDBOX&shortKey={token}");
    Ok(ChannelCreateUserAutoSignEnableUrlResponse::new(
        url,
        "wxsandbox",
        "gh_sandbox",
        path,
        PICTURE,
        kind,
    ))
}

fn cancel_link(
    state: &mut State,
    request: ChannelCancelUserAutoSignEnableUrl,
) -> Result<EmptyResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let key = key(&owner, request.scene_key.as_str(), &request.user_info)?;
    let missing = || {
        let code = codes::FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_URL_NOT_EXIST;
        ServiceError::new(code, "开通链接不存在。", "The link does not exist.")
    };
    let now = state.now();
    let asked = state.auto_signs.get_mut(&key).ok_or_else(missing)?;
    if asked.open {
        let code = codes::FAILED_OPERATION_USER_AUTO_SIGN_ENABLE_ALREADY;
        let english = "The person has enabled auto-sign.";
        return Err(ServiceError::new(code, "个人已开通自动签署。", english));
    }
    asked.link.take().ok_or_else(missing)?;
    let event = asked.event(now);
    state.remove_auto_sign_links(&key);
    state.emit(&owner, "CancelUserAutoSign", event);
    Ok(EmptyResponse::new())
}

fn describe(
    state: &State,
    request: ChannelDescribeUserAutoSignStatus,
) -> Result<ChannelDescribeUserAutoSignStatusResponse, ServiceError> {
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
) -> Result<EmptyResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let key = key(&owner, request.scene_key.as_str(), &request.user_info)?;
    let now = state.now();
    let open = state.auto_signs.get_mut(&key).filter(|it| it.open);
    let Some(open) = open else {
        let english = "The person has not enabled auto-sign.";
        return Err(ServiceError::new(
            ErrorCode::FAILED_OPERATION,
            "个人未开通自动签署。",
            english,
        ));
    };
    open.open = false;
    let event = open.event(now);
    state.emit(&owner, "DisableUserAutoSign", event);
    Ok(EmptyResponse::new())
}

fn key(owner: &Owner, scene: &str, person: &UserThreeFactor) -> Result<String, ServiceError> {
    if person.name.is_empty() {
        return Err(errors::value(codes::INVALID_PARAMETER_NAME, "Name", "Name is missing."));
    }
    if person.id_card_number.is_empty() {
        let code = codes::INVALID_PARAMETER_CARD_NUMBER;
        return Err(errors::value(code, "IdCardNumber", "IdCardNumber is missing."));
    }
    Ok(auto_sign_key(owner, scene, &person.id_card_number))
}

impl State {
    /// Enables the authorization of a person.
    pub(crate) fn enable_auto_sign(&mut self, owner: &Owner, key: &str) {
        let now = self.now();
        let Some(asked) = self.auto_signs.get_mut(key) else { return };
        (asked.open, asked.from, asked.to) = (true, now, now + AUTHORIZATION_PERIOD);
        asked.link = None;
        let (event, reports_seal) = (asked.event(now), asked.reports_seal);
        self.remove_auto_sign_links(key);
        self.emit(owner, "OpenUserAutoSign", event.clone());
        if reports_seal {
            self.emit(owner, "AutoSignSealImg", event);
        }
    }

    /// Removes every link to the authorization of a person, also the earlier ones.
    fn remove_auto_sign_links(&mut self, key: &str) {
        let is_to = |purpose: &Purpose| match purpose {
            Purpose::AutoSign { key: it, .. } => it == key,
            _ => false,
        };
        let links = self.links.iter().filter(|(_, link)| is_to(&link.purpose));
        let tokens: Vec<_> = links.map(|(token, _)| token.to_owned()).collect();
        for token in tokens {
            self.links.remove(&token);
        }
    }
}
