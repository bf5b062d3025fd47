def seed(**_):
    """x"""
