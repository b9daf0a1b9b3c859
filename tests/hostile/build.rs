//! Both outputs of one document: the one for a runtime, and progenitor's own client.

use std::{env, error::Error, fs, path::Path};

const DOCUMENT: &str = "../fixtures/hostile.yaml";

fn main() -> Result<(), Box<dyn Error>> {
    openapi_build::Builder::new(DOCUMENT)
        .cursor_pagination("cursor", "next_cursor")
        .request_id_header("X-Request-Id")
        .build();
    let plain = openapi_build::Builder::new(DOCUMENT).generate()?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("plain.rs"), plain)?;
    Ok(())
}
