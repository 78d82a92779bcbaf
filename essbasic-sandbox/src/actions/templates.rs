//! Templates: listed, copied, enabled and disabled, assigned to organizations.

use essbasic::codes;
use essbasic::models::{ApproverSignType, ApproverVerifyType};
use essbasic::templates::{
    AuthFailMessage, ChannelTemplateOperation, DescribeTemplates, DescribeTemplatesResponse,
    OperateChannelTemplate, OperateChannelTemplateResponse, OperateTemplate,
    OperateTemplateResponse, Recipient, RecipientSignType, RecipientType, TemplateAuthTag,
    TemplateAvailability, TemplateContent, TemplateDelivery, TemplateInfo, TemplateOperateResult,
    TemplateOperation, TemplateType,
};

use serde_json::json;

use super::output::{nonzero, page};
use super::registry::Actions;
use crate::errors::{self, ServiceError};
use crate::state::{Owner, Party, PartyKind, Purpose, State, Template};

const FIVE_MINUTES: i64 = 5 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(describe).write(operate).write(hand_out)
}

fn describe(
    state: &mut State,
    request: DescribeTemplates,
) -> Result<DescribeTemplatesResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let (application, organization) = (&owner.application, &owner.organization);
    let several = request.template_ids.unwrap_or_default();
    let ids = match request.template_id.filter(|id| !id.is_empty()) {
        Some(id) => vec![id],
        None if several
            .iter()
            .any(|id| state.template(application, organization, id).is_none()) =>
        {
            return Err(errors::template());
        }
        None => several,
    };
    let wanted = |template: &&&Template| {
        let name = request.template_name.as_ref();
        let original = request.channel_template_id.as_ref();
        (ids.is_empty() || ids.contains(&template.id))
            && name.is_none_or(|name| template.name.contains(name.as_str()))
            && original.is_none_or(|id| *id == template.id)
    };
    let templates = state.templates_of(&owner);
    let found: Vec<_> = templates.iter().filter(wanted).collect();
    let default = if ids.is_empty() { 20 } else { 0 };
    let (offset, limit) = (request.offset.unwrap_or(0), nonzero(request.limit).unwrap_or(default));
    let shown: Vec<_> = if ids.is_empty() {
        let (offset, limit) = (i64::try_from(offset), i64::try_from(limit));
        page(&found, offset.unwrap_or(i64::MAX), limit.unwrap_or(100)).to_vec()
    } else {
        found.clone()
    };
    let total = super::output::count(found.len());
    let mut infos: Vec<_> = shown.into_iter().map(|it| info(it)).collect();
    for info in &mut infos {
        if request.content_type == Some(TemplateContent::List) {
            (info.components, info.sign_components) = (Vec::new(), Vec::new());
            info.recipients = Vec::new();
        }
        let until = state.now() + FIVE_MINUTES;
        let mut link = |wanted: Option<bool>| {
            let template = info.template_id.clone();
            let url = || state.create_link_url(Purpose::Template { template }, until);
            wanted.unwrap_or(false).then(url).unwrap_or_default()
        };
        info.preview_url = link(request.with_preview_url);
        info.pdf_url = link(request.with_pdf_url);
    }
    Ok(DescribeTemplatesResponse::new(infos, total, limit, offset))
}

fn info(it: &Template) -> TemplateInfo {
    let recipients: Vec<_> =
        it.parties.iter().enumerate().map(|(index, party)| recipient(index, party)).collect();
    TemplateInfo::new(
        it.id.as_str(),
        it.name.as_str(),
        it.description.as_str(),
        it.fill_components(),
        recipients,
        it.sign_components(),
        TemplateType::Ordinary,
        "",
        it.created_on,
        "",
        "",
        it.id.as_str(),
        it.name.as_str(),
        TemplateDelivery::Automatic,
        "1",
        it.availability(),
    )
}

fn recipient(index: usize, party: &Party) -> Recipient {
    let kind = match party.kind {
        PartyKind::Person => RecipientType::Individual,
        PartyKind::Initiator => RecipientType::Promoter,
    };
    Recipient::new(
        party.recipient_id.as_str(),
        kind,
        "",
        party.role_name.as_str(),
        true,
        true,
        RecipientSignType::Face,
        super::output::count(index),
        party.kind == PartyKind::Initiator,
        [ApproverVerifyType::Face],
        [ApproverSignType::Face, ApproverSignType::Password],
    )
}

fn operate(
    state: &mut State,
    request: OperateTemplate,
) -> Result<OperateTemplateResponse, ServiceError> {
    let owner = state.caller(&request.agent)?.owner;
    let id = request.template_id;
    if state.template(&owner.application, &owner.organization, &id).is_none() {
        return Err(errors::template());
    }
    let template = state.templates.get_mut(&id).ok_or_else(errors::template)?;
    match request.operate_type {
        TemplateOperation::Enable => {
            template.available = true;
            state.emit_template_event("TemplateAvailable", &owner, &id);
        }
        TemplateOperation::Disable => {
            template.available = false;
            state.emit_template_event("TemplateAvailable", &owner, &id);
        }
        TemplateOperation::Delete => {
            state.emit_template_event("TemplateDelete", &owner, &id);
            state.templates.remove(&id);
        }
        TemplateOperation::Copy => {
            let template = template.clone();
            let (id, name) = state.copy_template(template, request.template_name);
            state.emit_template_event("TemplateAdd", &owner, &id);
            return Ok(OperateTemplateResponse::new().template_id(id).template_name(name));
        }
        _ => {
            return Err(errors::invalid("OperateType", "The operation does not exist."));
        }
    }
    Ok(OperateTemplateResponse::new())
}

/// Returns the organizations that may use a template.
fn hand_out(
    state: &mut State,
    request: OperateChannelTemplate,
) -> Result<OperateChannelTemplateResponse, ServiceError> {
    let application = state.application(&request.agent)?;
    let named = request.proxy_organization_open_ids.unwrap_or_default();
    let named: Vec<_> =
        named.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect();
    let wants_names = match request.operate_type {
        ChannelTemplateOperation::Delete => true,
        ChannelTemplateOperation::Update => {
            request.auth_tag == Some(TemplateAuthTag::Part) && request.available.is_none()
        }
        _ => false,
    };
    if wants_names && named.is_empty() {
        let code = codes::INVALID_PARAMETER_EMPTY_PARAMS;
        let english = "ProxyOrganizationOpenIds is missing.";
        return Err(errors::value(code, "ProxyOrganizationOpenIds", english));
    }
    let unknown = |id: &&String| {
        state.organizations.get(&Owner::new(&application, id.as_str()).key()).is_none()
    };
    let failed: Vec<_> = named
        .iter()
        .filter(unknown)
        .map(|id| AuthFailMessage::new(id.as_str(), "子客企业不存在"))
        .collect();
    let known: Vec<_> = named.iter().filter(|id| !unknown(id)).cloned().collect();
    let all = state.organizations_of(&application).into_iter();
    let all: Vec<_> = all.map(|it| it.owner.organization.clone()).collect();
    let template = state
        .templates
        .get_mut(&request.template_id)
        .filter(|it| it.application == application)
        .ok_or_else(errors::template)?;
    match request.operate_type {
        ChannelTemplateOperation::Select => {}
        // An example of the API reference has it in lower case.
        ChannelTemplateOperation::Other(it) if it.eq_ignore_ascii_case("SELECT") => {}
        ChannelTemplateOperation::Update => {
            // Without organizations that exist, only an explicit tag changes the assignment.
            let is_explicit = match &request.auth_tag {
                Some(TemplateAuthTag::All) => true,
                Some(_) => named.is_empty(),
                None => false,
            };
            if is_explicit || !known.is_empty() {
                change(template, request.auth_tag, known);
            }
            if let Some(available) = request.available {
                let unchanged = available == TemplateAvailability::Unchanged;
                template.available = if unchanged {
                    template.available
                } else {
                    available == TemplateAvailability::Enabled
                };
            }
        }
        ChannelTemplateOperation::Delete if known.is_empty() => {}
        ChannelTemplateOperation::Delete => {
            let organizations = template.organizations.get_or_insert_with(|| all.clone());
            organizations.retain(|id| !known.contains(id));
        }
        _ => {
            let code = codes::OPERATION_DENIED_OPERATE_TYPE;
            return Err(errors::value(code, "OperateType", "The operation does not exist."));
        }
    }
    let (tag, organizations) = match template.organizations.clone() {
        Some(some) => (TemplateAuthTag::Part, some),
        None => (TemplateAuthTag::All, all),
    };
    let result = match (failed.len(), named.len()) {
        (0, _) => TemplateOperateResult::AllSuccess,
        (failed, all) if failed < all => TemplateOperateResult::PartSuccess,
        _ => TemplateOperateResult::Fail,
    };
    let shown =
        page(&organizations, request.offset.unwrap_or(0), nonzero(request.limit).unwrap_or(20));
    let total = super::output::count(organizations.len());
    Ok(OperateChannelTemplateResponse::new(
        application,
        request.template_id,
        result,
        tag,
        shown.to_vec(),
        failed,
        total,
    ))
}

/// Assigns a template to all organizations, or to some more.
fn change(template: &mut Template, tag: Option<TemplateAuthTag>, known: Vec<String>) {
    if tag == Some(TemplateAuthTag::All) {
        template.organizations = None;
        return;
    }
    let organizations = template.organizations.get_or_insert_default();
    for id in known {
        if !organizations.contains(&id) {
            organizations.push(id);
        }
    }
}

impl State {
    /// Emits an event about a template.
    fn emit_template_event(&mut self, kind: &str, owner: &Owner, id: &str) {
        let now = self.now();
        let Some(template) = self.templates.get(id) else { return };
        let mut event = json!({
            "TemplateId": template.id,
            "TemplateName": template.name,
            "TemplateStatus": if template.available { "ENABLE" } else { "DISABLE" },
            "CreateTime": template.created_on,
        });
        let time = match kind {
            "TemplateAvailable" => "OperateOn",
            "TemplateDelete" => "DeleteTime",
            _ => "CreateTime",
        };
        event[time] = now.into();
        self.emit(owner, kind, event);
    }

    /// Returns the templates that an organization may use, oldest first.
    fn templates_of(&self, owner: &Owner) -> Vec<&Template> {
        let has = |it: &&Template| {
            it.application == owner.application && it.is_available_to(&owner.organization)
        };
        let mut templates: Vec<_> =
            self.templates.iter().map(|(_, template)| template).filter(has).collect();
        templates.sort_by_key(|it| (it.created_on, it.id.clone()));
        templates
    }
}
