//! Links to the PDFs of contracts, valid for five minutes.

use essbasic::codes;
use essbasic::flows::{
    DescribeResourceUrlsByFlows, DescribeResourceUrlsByFlowsResponse, FlowResourceUrlInfo,
    GetDownloadFlowUrl, GetDownloadFlowUrlResponse, ResourceUrlInfo,
};

use super::registry::Actions;
use crate::errors::ServiceError;
use crate::state::{Caller, Purpose, State};

const FIVE_MINUTES: i64 = 5 * 60;

pub(super) fn register(actions: Actions) -> Actions {
    actions.write(urls).write(page)
}

/// Creates a link to the PDF of each contract. Errors are returned per contract.
fn urls(
    state: &mut State,
    request: DescribeResourceUrlsByFlows,
) -> Result<DescribeResourceUrlsByFlowsResponse, ServiceError> {
    let caller = caller_with_downloads(state, &request.agent)?;
    let ids = request.flow_ids.unwrap_or_default();
    if ids.is_empty() {
        let code = codes::MISSING_PARAMETER_FLOW_ID;
        return Err(ServiceError::new(code, "缺少参数：FlowIds", "FlowIds is missing."));
    }
    let (mut infos, mut errors) = (Vec::new(), Vec::new());
    for id in ids {
        let (urls, error) = match create_url(state, &caller, &id) {
            Ok(info) => (vec![info], String::new()),
            Err(error) => (Vec::new(), error),
        };
        infos.push(FlowResourceUrlInfo::new(id, urls));
        errors.push(error);
    }
    Ok(DescribeResourceUrlsByFlowsResponse::new(infos, errors))
}

/// Creates the link of one contract. The error is the service's message.
fn create_url(state: &mut State, caller: &Caller, id: &str) -> Result<ResourceUrlInfo, String> {
    let flow = state.own_flow(&caller.owner, id);
    let name = flow.map_err(|error| error.message(None).to_owned())?.name.clone();
    let until = state.now() + FIVE_MINUTES;
    let url = state.create_link_url(Purpose::Download { flow: id.to_owned() }, until);
    Ok(ResourceUrlInfo::new(url, name, "PDF"))
}

/// Creates a link to a page with the PDFs of several contracts.
fn page(
    state: &mut State,
    request: GetDownloadFlowUrl,
) -> Result<GetDownloadFlowUrlResponse, ServiceError> {
    let caller = caller_with_downloads(state, &request.agent)?;
    let folders = request.down_load_flows.unwrap_or_default();
    let too_many = folders.iter().any(|folder| folder.flow_id_list.len() > 20);
    let ids: Vec<_> = folders.into_iter().flat_map(|folder| folder.flow_id_list).collect();
    if ids.is_empty() {
        let code = codes::MISSING_PARAMETER_FLOW_INFO;
        let english = "DownLoadFlows is missing.";
        return Err(ServiceError::new(code, "缺少参数：DownLoadFlows", english));
    }
    if too_many || ids.len() > 50 {
        let code = codes::FAILED_OPERATION_FLOW_NUM_EXCEED;
        let english = "There are more than 20 contracts in a folder, or 50 in all.";
        return Err(ServiceError::new(code, "合同数量超过限制。", english));
    }
    let until = state.now() + FIVE_MINUTES;
    let mut links = Vec::new();
    for id in ids {
        let name = state.own_flow(&caller.owner, &id)?.name.clone();
        links.push((name, state.create_link(Purpose::Download { flow: id }, until)));
    }
    let url = state.create_link_url(Purpose::Downloads { links }, until);
    Ok(GetDownloadFlowUrlResponse::new(url))
}

/// Error codes for an organization that has not enabled downloads.
const NO_DOWNLOADS: &[essbasic::ErrorCode] = &[
    codes::UNAUTHORIZED_OPERATION_UNAUTHORIZED_OPERATION_DOWNLOAD,
    codes::UNAUTHORIZED_OPERATION_NO_PERMISSION_FEATURE,
];

/// Returns the caller, if its organization has enabled downloads.
fn caller_with_downloads(state: &State, agent: &essbasic::Agent) -> Result<Caller, ServiceError> {
    let caller = state.caller(agent)?;
    if state.organization(&caller.owner)?.has("DOWNLOAD_FLOW") {
        return Ok(caller);
    }
    let english = "The organization has not enabled downloads.";
    Err(ServiceError::any_of(NO_DOWNLOADS, "企业未授权下载合同。", english))
}
