//! Generates the typed message catalogue from the locale files, so that a missing translation does not compile,
//! and has the linker note what lies where in the app, for `scripts/split.mjs`.

// The tests of the catalogue's compiler run with the crate, where this module is included again.
#[path = "src/ui/i18n/catalogue/mod.rs"]
#[allow(dead_code, reason = "the separator is read by the crate, not by the build")]
mod catalogue;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|it| it == "wasm32") {
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }
    let locales = Path::new("www/locales");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/ui/i18n/catalogue");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut sources = Vec::new();
    for tongue in &catalogue::TONGUES {
        for file in fs::read_dir(locales.join(tongue.tag))? {
            let path = file?.path();
            sources.push(catalogue::Source {
                tag: tongue.tag.to_owned(),
                topic: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                path: path.display().to_string(),
                text: fs::read_to_string(&path)?,
            });
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    match catalogue::compile(&sources) {
        Ok(code) => fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("messages.rs"), code),
        Err(faults) => {
            faults.iter().for_each(|fault| println!("cargo::error={fault}"));
            Ok(())
        }
    }
}
