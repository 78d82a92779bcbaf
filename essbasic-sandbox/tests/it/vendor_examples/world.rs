//! A sandbox with the objects that an example names, in a state that may fit.

use std::collections::BTreeMap;

use essbasic::{Client, Error};
use essbasic_sandbox::{Person, Sandbox, seed};
use serde_json::{Map, Value, json};

use super::scenario::{Flows, Scenario};
use crate::signed::now;
use crate::support::{self, DAY, PDF, SECOND};

/// A sandbox, and what was created in it for an example.
pub(super) struct World {
    sandbox: Sandbox,
    client: Client,
    scenario: Scenario,
    /// Replacements of the example's values.
    replaced: BTreeMap<String, String>,
    /// Names of organizations by open ID.
    organizations: BTreeMap<String, String>,
    signers: Vec<Value>,
    /// Recipient IDs by contract.
    recipients: BTreeMap<String, Vec<String>>,
    created: usize,
    deadline: i64,
}

/// A value of a request with its JSON pointer and the name of its field.
type Leaf = (String, String, Value);

impl World {
    pub(super) async fn new(scenario: Scenario) -> Self {
        let sandbox = Sandbox::start().await.unwrap();
        let client = support::client(&sandbox);
        let name = (seed::ORGANIZATION.to_owned(), seed::ORGANIZATION_NAME.to_owned());
        Self {
            sandbox,
            client,
            scenario,
            replaced: BTreeMap::new(),
            organizations: [name].into(),
            signers: Vec::new(),
            recipients: BTreeMap::new(),
            created: 0,
            deadline: 0,
        }
    }

    /// Sends a call.
    pub(super) async fn call(
        &self,
        action: &str,
        input: &Value,
    ) -> Result<Map<String, Value>, Error> {
        support::call(&self.client, action, input).await
    }

    /// Sends a call of the preparation as the administrator, with success.
    async fn prepare(&self, action: &str, mut input: Value) -> Map<String, Value> {
        input["Agent"] = serde_json::to_value(seed::agent()).unwrap();
        self.call(action, &input).await.unwrap_or_else(|error| panic!("{action}: {error}"))
    }

    /// Replaces the example's agent, objects, files and times by those of the sandbox.
    pub(super) async fn adapt(&mut self, action: &str, mut input: Value) -> Value {
        let text = input.to_string();
        self.deadline =
            if text.contains("RecipientId") { now() + 30 * 86_400 } else { now() + 86_400 };
        let operator = if self.scenario.is_admin { seed::OPERATOR } else { "employee" };
        for (pointer, new) in [
            ("/Agent/ProxyOrganizationOpenId", seed::ORGANIZATION),
            ("/Agent/ProxyOperator/OpenId", operator),
            ("/Agent/AppId", seed::APPLICATION),
        ] {
            if let Some(value) = input.pointer_mut(pointer) {
                let old = std::mem::replace(value, json!(new));
                self.replaced.insert(old.as_str().unwrap().to_owned(), new.to_owned());
            }
        }
        self.employ(seed::ORGANIZATION, "employee").await;
        self.seal().await;
        if ["Bill", "Usage", "BusinessInfo"].iter().any(|it| action.contains(it)) {
            self.contract(&input).await;
        }
        if action == "DescribeExtendedServiceAuthDetail" {
            let partners = json!({"AuthorizedOrganizationNames": [seed::OTHER_ORGANIZATION_NAME]});
            let link = self.prepare("CreatePartnerAutoSignAuthUrl", partners).await;
            self.sandbox.complete_link(link["Url"].as_str().unwrap()).unwrap();
        }
        let mut leaves = Vec::new();
        collect(&input, "", "", &mut leaves);
        for (pointer, name, value) in &leaves {
            self.prepare_people(action, &input, pointer, name, value).await;
        }
        // Recipients are those of contracts and templates.
        leaves.sort_by_key(|(_, name, _)| name.starts_with("Recipient"));
        for (pointer, name, value) in leaves.iter().filter(|it| !it.0.starts_with("/Agent/")) {
            if let Some(new) = self.replacement(action, &input, (pointer, name, value)).await {
                *input.pointer_mut(pointer).unwrap() = new;
            }
        }
        input
    }

    /// Creates the organization or employee that a value names, and notes signers.
    async fn prepare_people(
        &mut self,
        action: &str,
        input: &Value,
        pointer: &str,
        name: &str,
        value: &Value,
    ) {
        let parent = input.pointer(parent(pointer)).unwrap();
        let Some(value) = value.as_str().filter(|it| !it.is_empty()) else { return };
        let value = self.replaced.get(value).map_or(value, String::as_str).to_owned();
        let is_registered = action.contains("Registration") || action.starts_with("Delete");
        match name {
            _ if pointer.starts_with("/Agent/") || is_registered => {}
            "OrganizationOpenId" | "SubOrganizationOpenIds" | "AuthorizedOrganizationIds" => {
                let name = parent["OrganizationName"].as_str().unwrap_or(&value).to_owned();
                self.organizations.entry(value.clone()).or_insert(name);
                let employee = format!("admin-of-{value}");
                let employee = parent["OpenId"].as_str().unwrap_or(&employee);
                self.employ(&value, employee).await;
            }
            "AuthorizedOrganizationNames" => {
                self.organizations.insert(value.clone(), value.clone());
                self.employ(&value, &format!("admin-of-{value}")).await;
            }
            "OpenId" if parent["OrganizationOpenId"].is_null() => {
                self.employ(seed::ORGANIZATION, &value).await;
            }
            "TargetOpenId" | "UserIds" | "OpenIds" | "Id" if input["OperatorType"] != "CREATE" => {
                self.employ(seed::ORGANIZATION, &value).await;
            }
            "Name" | "ApproverName" if parent["OpenId"].is_null() => {
                let mobile = parent["Mobile"].as_str().or(parent["ApproverMobile"].as_str());
                let mobile = mobile.filter(|it| !it.is_empty()).unwrap_or("13000000001");
                let mut signer = json!({"Name": value, "Mobile": digits(mobile)});
                if parent["ApproverType"] == "ORGANIZATION" {
                    signer["NotChannelOrganization"] = json!(true);
                    signer["OrganizationName"] = parent["OrganizationName"].clone();
                }
                self.signers.push(signer);
            }
            _ => {}
        }
    }

    /// Adds a verified employee, and the organization if it is new.
    async fn employ(&mut self, organization: &str, employee: &str) {
        self.created += 1;
        let input = json!({
            "Agent": essbasic::Agent::operator(seed::APPLICATION, organization, employee),
            "ProxyOrganizationName": self.organizations[organization],
            "ProxyOperatorName": format!("员工{}", self.created),
            "ProxyOperatorMobile": format!("1390000{:04}", self.created),
            "AutoActive": true,
        });
        // An employee of another organization stays there.
        if let Ok(response) = self.call("CreateConsoleLoginUrl", &input).await {
            self.sandbox.complete_link(response["ConsoleUrl"].as_str().unwrap()).unwrap();
        }
    }

    /// Returns the replacement of a value of the example, if it has one.
    async fn replacement(
        &mut self,
        action: &str,
        input: &Value,
        (pointer, name, value): (&str, &str, &Value),
    ) -> Option<Value> {
        let parent = input.pointer(parent(pointer)).unwrap();
        if value.as_i64().is_some_and(|it| it > 1_000_000_000 && it < now() + 3600) {
            return Some(json!(now() + 7 * 86_400));
        }
        if name == "Offset" {
            return Some(json!(0));
        }
        let old = value.as_str()?;
        let key = format!("{name}:{old}");
        if let Some(new) = self.replaced.get(&key).or_else(|| self.replaced.get(old)) {
            return Some(json!(new));
        }
        let kind = &parent["ResourceType"];
        let new = match name {
            "Mobile" | "ApproverMobile" | "NewMobile" | "AdminMobile" => digits(old),
            "StartTime" | "EndTime" => today("%Y%m%d"),
            "StartDate" | "EndDate" => today("%Y-%m-%d"),
            "FileBody" => PDF.to_owned(),
            "SealImage" => "iVBORw0KGgo=".to_owned(),
            "ComponentName" if pointer.contains("/FormFields/") => "薪资".to_owned(),
            _ if old.is_empty() => return None,
            "QrCodeId" => seed::QR_CODE.to_owned(),
            "FlowId" | "FlowIds" | "FlowIdList" | "NeedRelievedFlowId"
                if self.scenario.is_known =>
            {
                self.contract(input).await
            }
            "FlowGroupId" => self.group(input).await,
            "TemplateId" | "TemplateIds" | "ResourceId" if name != "ResourceId" || *kind == 1 => {
                return Some(self.template(parent));
            }
            "ResourceId" if kind.is_string() => self.file(kind.as_str().unwrap()).await,
            "FileIds" | "ResourceId" | "BizLicenseResourceId" => self.file("pdf").await,
            "SealId" => self.seal().await,
            "ComponentValue" if parent["ComponentType"] == "SIGN_SEAL" => self.seal().await,
            "RoleId" | "RoleIds" => self.role().await,
            "RecipientId" | "RecipientIds" => return self.recipient(input, pointer),
            "ReportId" => self.report(input).await,
            "TaskId" | "TaskIds" => self.task(action, input).await,
            _ => return None,
        };
        self.replaced.insert(key, new.clone());
        Some(json!(new))
    }

    async fn file(&mut self, extension: &str) -> String {
        let file = json!({"FileBody": PDF, "FileName": format!("file.{extension}")});
        let input = json!({"BusinessType": "DOCUMENT", "FileInfos": [file]});
        text(&self.prepare("UploadFiles", input).await["FileIds"][0])
    }

    async fn seal(&mut self) -> String {
        self.created += 1;
        let source = "SealGenerateSourceSystem";
        let input = json!({"SealName": format!("印章{}", self.created), "GenerateSource": source});
        text(&self.prepare("CreateSealByImage", input).await["SealId"])
    }

    async fn role(&mut self) -> String {
        self.created += 1;
        let input = json!({"Name": format!("角色{}", self.created), "PermissionGroups": []});
        text(&self.prepare("ChannelCreateRole", input).await["RoleId"])
    }

    async fn report(&mut self, input: &Value) -> String {
        let input = json!({"FlowId": self.contract(input).await});
        let report = self.call_as_admin("CreateChannelFlowEvidenceReport", input).await;
        self.sandbox.advance(2 * DAY);
        report.map_or_else(String::new, |report| text(&report["ReportId"]))
    }

    async fn task(&mut self, action: &str, input: &Value) -> String {
        let task = if action.contains("Cancel") {
            let flows = [self.contract(input).await];
            if input["CancelType"] == 1 {
                self.call_as_admin("CancelOrganizationFlows", json!({})).await
            } else {
                self.call_as_admin("ChannelBatchCancelFlows", json!({"FlowIds": flows})).await
            }
        } else if action.contains("Convert") {
            let file = self.file("docx").await;
            let input =
                json!({"ResourceType": "docx", "ResourceName": "file.docx", "ResourceId": file});
            self.call_as_admin("CreateFileConvertTask", input).await
        } else {
            self.created += 1;
            let id = format!("registered-{}", self.created);
            let organization = json!({
                "OrganizationName": id, "UniformSocialCreditCode": "x", "LegalName": "x",
                "Address": "x", "OrganizationOpenId": id, "OpenId": id,
            });
            let input = json!({"RegistrationOrganizations": [organization]});
            self.call_as_admin("CreateBatchOrganizationRegistrationTasks", input).await
        };
        self.sandbox.advance(5 * SECOND);
        let task = task.map_or_else(String::new, |task| text(&task["TaskId"]));
        if !action.contains("RegistrationTasks") {
            return task;
        }
        let input = json!({"TaskId": task});
        let urls = self.prepare("DescribeBatchOrganizationRegistrationUrls", input).await;
        text(&urls["OrganizationAuthUrls"][0]["SubTaskId"])
    }

    async fn call_as_admin(&self, action: &str, mut input: Value) -> Option<Map<String, Value>> {
        input["Agent"] = serde_json::to_value(seed::agent()).unwrap();
        self.call(action, &input).await.ok()
    }

    /// Returns a template with the parties of the request.
    fn template(&self, parent: &Value) -> Value {
        let organization =
            |it: &Value| it["ApproverType"] == "ORGANIZATION" || it["ApproverType"] == 0;
        let prepared = parent["FlowInfo"]["Approvers"].as_array();
        let approvers = parent["FlowApprovers"].as_array().or(prepared);
        let both = approvers.is_some_and(|all| all.iter().any(organization));
        let template = match (self.scenario.template_fits, both) {
            (false, _) => seed::TEMPLATE_NOT_FOR_QR,
            (_, true) if prepared.is_none() && parent["FormFields"].is_null() => {
                seed::TEMPLATE_NOT_FOR_QR
            }
            (_, true) => seed::TEMPLATE_WITH_FIELDS,
            _ => seed::TEMPLATE,
        };
        json!(template)
    }

    /// Returns a recipient of the template or of the contract of a value.
    fn recipient(&mut self, input: &Value, pointer: &str) -> Option<Value> {
        let own = input.pointer(parent(pointer)).unwrap();
        let mut at = parent(pointer);
        while !at.is_empty() {
            at = parent(at);
            let ancestor = input.pointer(at).unwrap();
            if ancestor["TemplateId"].is_string() || ancestor["ResourceId"].is_string() {
                let is_person = own["ApproverType"] == "PERSON" || own["ApproverType"] == 1;
                let party =
                    if is_person { seed::PERSON_RECIPIENT } else { seed::INITIATOR_RECIPIENT };
                return Some(json!(party));
            }
        }
        let flow = [&own["FlowId"], &input["FlowId"], &input["FlowIds"][0]];
        let flow = flow.into_iter().find_map(Value::as_str)?;
        let recipients = self.recipients.get_mut(flow)?;
        let first = recipients.first().cloned()?;
        recipients.rotate_left(1);
        Some(json!(first))
    }

    /// Returns the signers of a contract: the organization, and the people of the request.
    fn approvers(&self, flows: Flows, input: &Value) -> Vec<Value> {
        let field = json!([{"ComponentType": "TEXT", "ComponentName": "地址"}]);
        let mut own = json!({
            "ApproverType": "ORGANIZATION", "OrganizationOpenId": seed::ORGANIZATION,
            "OpenId": seed::OPERATOR, "SignComponents": [{"ComponentType": "SIGN_SEAL"}],
            "Components": field,
        });
        let default = json!({"Name": "测试甲", "Mobile": "13000000001"});
        let mut others = self.signers.clone();
        if others.is_empty() {
            others.push(default);
        }
        for other in &mut others {
            let organization = other["OrganizationName"].is_string();
            other["ApproverType"] = json!(if organization { "ORGANIZATION" } else { "PERSON" });
            other["Components"] = field.clone();
            other["SignComponents"] = json!([{"ComponentType": "SIGN_SIGNATURE"}]);
            if flows == Flows::Waiting && !organization {
                other["ApproverOption"] = json!({"FillType": 1});
            }
        }
        if flows == Flows::Waiting {
            own["OpenId"] = json!("");
        }
        // The organization is the signer that a termination agreement replaces.
        let place = input["ReleasedApprovers"][0]["ApproverNumber"].as_u64().unwrap_or(0);
        others.insert(place.min(1).try_into().unwrap(), own);
        others
    }

    async fn contract(&mut self, input: &Value) -> String {
        let index = self.recipients.len();
        let flows = match self.scenario.flows {
            Flows::OpenBut(other) if other == index => Flows::Cancelled,
            Flows::OpenBut(_) => Flows::Open,
            other => other,
        };
        let file = self.file("pdf").await;
        let request = json!({
            "FlowName": "合同", "FileIds": [file], "FlowApprovers": self.approvers(flows, input),
            "Unordered": true, "Deadline": self.deadline,
            "NeedSignReview": flows == Flows::InReview,
            "OpenDynamicSignFlow": matches!(flows, Flows::Dynamic | Flows::DynamicSigned),
        });
        let response = self.prepare("ChannelCreateFlowByFiles", request).await;
        let id = text(&response["FlowId"]);
        let recipients = response["Approvers"].as_array().unwrap().iter();
        let recipients = recipients.map(|it| text(&it["RecipientId"])).collect();
        self.recipients.insert(id.clone(), recipients);
        if matches!(flows, Flows::Signed | Flows::DynamicSigned) {
            self.sandbox.sign(&id, &seed::operator_person()).unwrap();
            let others = self.approvers(flows, input);
            for other in others.iter().filter(|it| it["Name"].is_string()) {
                let person = Person { name: text(&other["Name"]), mobile: text(&other["Mobile"]) };
                self.sandbox.sign(&id, &person).unwrap();
            }
        } else if flows == Flows::Cancelled {
            self.prepare("ChannelCancelFlow", json!({"FlowId": id})).await;
        }
        id
    }

    async fn group(&mut self, input: &Value) -> String {
        let mut flows = Vec::new();
        for name in ["合同一", "合同二"] {
            let file = self.file("pdf").await;
            flows.push(json!({
                "FlowName": name, "FileIds": [file], "Unordered": true,
                "FlowApprovers": self.approvers(self.scenario.flows, input),
                "NeedSignReview": self.scenario.flows == Flows::InReview,
            }));
        }
        let request = json!({"FlowGroupName": "合同组", "FlowFileInfos": flows});
        text(&self.prepare("ChannelCreateFlowGroupByFiles", request).await["FlowGroupId"])
    }
}

/// Collects the values of a request that are neither objects nor lists.
fn collect(value: &Value, pointer: &str, name: &str, leaves: &mut Vec<Leaf>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                collect(value, &format!("{pointer}/{name}"), name, leaves);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect(value, &format!("{pointer}/{index}"), name, leaves);
            }
        }
        _ => leaves.push((pointer.to_owned(), name.to_owned(), value.clone())),
    }
}

/// Returns the pointer of the object, or list, around a value.
fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Returns a mobile number with zeros for the characters that the example hides.
fn digits(mobile: &str) -> String {
    let digits = mobile.chars().map(|it| if it.is_ascii_digit() { it } else { '0' });
    format!("{:0<11}", digits.take(11).collect::<String>())
}

fn today(format: &str) -> String {
    let beijing = chrono::DateTime::from_timestamp(now() + 8 * 60 * 60, 0).unwrap();
    beijing.format(format).to_string()
}
