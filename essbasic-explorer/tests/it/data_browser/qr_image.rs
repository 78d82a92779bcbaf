//! Images of QR codes contain the link that the action returned.

use essbasic::signing::ChannelCreateMultiFlowSignQRCode;
use essbasic_sandbox::seed;

use crate::support::{client, get, page, sandbox};

/// Pixels per module.
const SIDE: usize = 8;

/// Decodes an image from the dark squares of its path.
fn read(svg: &str) -> String {
    let number = |name: &str| -> usize {
        let start = svg.split(&format!(" {name}=\"")).nth(1).unwrap();
        start.split('"').next().unwrap().parse().unwrap()
    };
    let (width, height) = (number("width"), number("height"));
    let mut is_dark = vec![false; width * height];
    let path = svg.split(" d=\"").nth(1).unwrap().split('"').next().unwrap();
    for square in path.split('M').skip(1) {
        let numbers: Vec<usize> = square
            .split(|it: char| !it.is_ascii_digit())
            .filter_map(|it| it.parse().ok())
            .collect();
        let (left, top, wide) = (numbers[0], numbers[1], numbers[2]);
        for y in top..top + SIDE {
            is_dark[y * width + left..y * width + left + wide].fill(true);
        }
    }
    let grey = |x, y| if is_dark[y * width + x] { 0 } else { 255 };
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    picture.detect_grids()[0].decode().unwrap().1
}

#[tokio::test]
async fn the_qr_code_contains_the_link_that_the_action_returned() {
    let sandbox = sandbox().await;
    let create = ChannelCreateMultiFlowSignQRCode::new(seed::agent(), seed::TEMPLATE, "合同");
    let created = create.send(&client(&sandbox)).await.unwrap();
    let id = &created.qr_code.qr_code_id;
    let row = page(&sandbox, &format!("/data/qr_codes/{id}")).await;
    let address = format!("/images/qr-codes/{id}");
    assert!(row.contains(&format!("src=\"{address}\"")) && row.contains("alt=\"QR code"));
    let seen = get(&format!("{}{address}", sandbox.endpoint())).await;
    assert!(seen.head.contains("image/svg+xml"), "{}", seen.head);
    assert_eq!(read(&seen.text()), created.sign_urls.http_sign_url);
    assert!(row.contains(created.sign_urls.http_sign_url.as_str()));
}
