import hmac


def keyed_hash(value: str, key: str) -> str:
    """HMAC-SHA256 of `value`, 64 hexadecimal digits: equal values meet without being stored, and whoever has the
    table but not the key cannot try all 13-digit numbers. Raises ValueError for an empty key."""
    if not key:
        raise ValueError("the key of a keyed hash must not be empty")
    return hmac.digest(key.encode(), value.encode(errors="surrogatepass"), "sha256").hex()
