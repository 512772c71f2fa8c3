fn main() {
    let path = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let document = hyoka::pieces::text::read(&bytes);
    let imported = hyoka::import::import(hyoka::form::builtin(), &document, None).unwrap();
    println!("{}", imported.yaml);
    eprintln!("{}", serde_json::to_string_pretty(&imported.report).unwrap());
}
