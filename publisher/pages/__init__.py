"""The same describe and render wherever they run: here, or in processes."""
