"""What is handed out and reported: sheets, certificates, figures, texts."""
