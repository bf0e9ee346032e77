fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (issuer, audience) = (std::env::var("ISSUER")?, std::env::var("AUDIENCE")?);
    let token = std::env::args().nth(1).ok_or("no token")?;
    let keys: JwkSet = ureq::get(&format!("{issuer}/jwks")).call()?.body_mut().read_json()?;
    println!("{}", verify(&token, &keys, &issuer, &audience)?);
    Ok(())
}
