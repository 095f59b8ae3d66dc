// SPDX-License-Identifier: EUPL-1.2
//! One PostgreSQL for many test processes: prints the address to give them in
//! `WEGMARKE_TEST_POSTGRES`, and ends when its input is closed.
#![expect(clippy::print_stdout, reason = "its output is how it is used")]

use wegmarke_testkit::postgres::Server;

fn main() -> std::io::Result<()> {
    let server = Server::start();
    println!("{}", server.address());
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
    Ok(())
}
