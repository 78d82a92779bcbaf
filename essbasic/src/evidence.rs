//! Evidence: signature verification of contract files, evidence reports and certificates.
//!
//! Start with [`ChannelVerifyPdf`], which checks the signatures of a contract's file free of
//! charge.
//!
//! | task | action |
//! |---|---|
//! | verify the signatures of a contract | [`ChannelVerifyPdf`] |
//! | order a report on how a contract was signed | [`CreateChannelFlowEvidenceReport`] (charged) |
//! | get the status and PDF of a report | [`DescribeChannelFlowEvidenceReport`] |
//! | show a contract's blockchain certificate | [`CreateFlowBlockchainEvidenceUrl`] |
//! | show the certificate of a person who uses auto-sign | [`CreatePersonAuthCertificateImage`] |
//!
//! Typical order of a report: [`CreateChannelFlowEvidenceReport`] → wait 24 hours →
//! [`DescribeChannelFlowEvidenceReport`] → download the PDF within 5 minutes.

mod channel_verify_pdf;
mod create_channel_flow_evidence_report;
mod create_flow_blockchain_evidence_url;
mod create_person_auth_certificate_image;
mod describe_channel_flow_evidence_report;
mod models;

pub use channel_verify_pdf::{
    ChannelVerifyPdf, ChannelVerifyPdfResponse, PdfSignatureStatus, PdfStatus, PdfVerifyResult,
    SignPlatform,
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
