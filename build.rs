//! Has the program linked to the addresses that it is run at. Otherwise some 50,000
//! of them are put in at each start, on pages of their own: half of the time that a
//! process takes before it does anything. What it costs is that the program's own
//! code lies where anybody knows; libraries, heap and stack still don't.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|own| own == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
