"""QR codes and printed matter."""
