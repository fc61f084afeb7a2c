"""What records and claims say, compared with the words of the sources that they quote."""
