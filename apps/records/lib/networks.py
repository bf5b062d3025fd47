from ipaddress import IPv6Address, ip_address


def network_of(address: str) -> str:
    """What stands for the place an address belongs to: the address itself, of IPv6 the /64 that one household has.
    Whatever is no address stands for itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
