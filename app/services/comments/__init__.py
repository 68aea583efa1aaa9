"""What people wrote in their own words: masked, searched, tagged."""
