"""Where certificate authorities are looked for, and what is said where there are none."""

import pytest
from OpenSSL import SSL
from OpenSSL.SSL import X509VerificationCodes as Codes

from dvcrawler.network import certificates
from dvcrawler.network.certificates import explain_verification, find_authorities
from dvcrawler.network.tls import SiteTls
from tests.network.test_tls_failures import Authority


@pytest.fixture
def places(tmp_path, monkeypatch):
    """A file with an authority, and a folder with one under its checksum; the environment names neither."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    Authority(tmp_path, "cert")
    folder = tmp_path / "hashed"
    folder.mkdir()
    (folder / "0a1b2c3d.0").write_bytes((tmp_path / "cert.pem").read_bytes())
    return tmp_path


@pytest.mark.parametrize("content", [None, b"", b"\x00\xff" * 400, "a link"])
def test_a_file_without_a_certificate_holds_no_authority(places, monkeypatch, content):
    file = places / "bundle.crt"
    if content == "a link":
        file.symlink_to("nowhere")
    elif content is not None:
        file.write_bytes(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert find_authorities()[0] is None
    assert "dvcrawler doctor" in explain_verification(Codes.ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, None)
    monkeypatch.setenv("SSL_CERT_DIR", f"{places}:{places / 'hashed'}")
    assert find_authorities()[0] == str(places / "hashed")


def test_authorities_of_the_environment_or_of_the_first_place_that_is_there_are_found(places, monkeypatch):
    (places / "empty").touch()
    monkeypatch.setattr(certificates, "_PLACES", (str(places / "none"), str(places / "cert.pem")))
    assert find_authorities()[0] == str(places / "cert.pem")
    assert "tls_pin=" in explain_verification(Codes.ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, None)
    monkeypatch.setattr(certificates, "_PLACES", (str(places / "empty"), str(places / "hashed")))
    assert find_authorities()[0] is None, "pyOpenSSL gives up at a file without a certificate"
    monkeypatch.setenv("SSL_CERT_FILE", str(places / "cert.pem"))
    assert find_authorities()[0] == str(places / "cert.pem")


def test_a_broken_file_of_authorities_ends_no_crawl(monkeypatch):
    def refuse(context):
        raise SSL.Error([("x509 certificate routines", "", "no certificate or crl found")])

    monkeypatch.setattr(SSL.Context, "set_default_verify_paths", refuse)
    assert SiteTls(legacy=False, pins=frozenset()).creatorForNetloc(b"thu.vn", 443)
