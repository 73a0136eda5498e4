"""Pairs of adjacent words, frequent ones among them, and the phrases made of them."""
