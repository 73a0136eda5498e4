"""Small segments of a shared store joined in packs, and the manifests that list them."""
