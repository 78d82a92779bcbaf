//! Evidence: reports, certificates, and whether a signed file is genuine.

mod channel_verify_pdf;
mod create_channel_flow_evidence_report;
mod create_flow_blockchain_evidence_url;
mod create_person_auth_certificate_image;
mod describe_channel_flow_evidence_report;
mod models;

pub use channel_verify_pdf::{
    ChannelVerifyPdf, ChannelVerifyPdfResponse, PdfVerdict, PdfVerifyResult, SignPlatform,
    SignatureVerdict,
};
pub use create_channel_flow_evidence_report::{
    CreateChannelFlowEvidenceReport, CreateChannelFlowEvidenceReportResponse,
};
pub use create_flow_blockchain_evidence_url::{
    CreateFlowBlockchainEvidenceUrl, CreateFlowBlockchainEvidenceUrlResponse,
};
pub use create_person_auth_certificate_image::{
    CreatePersonAuthCertificateImage, CreatePersonAuthCertificateImageResponse,
};
pub use describe_channel_flow_evidence_report::{
    DescribeChannelFlowEvidenceReport, DescribeChannelFlowEvidenceReportResponse,
};
pub use models::{EvidenceReportType, EvidenceStatus};
