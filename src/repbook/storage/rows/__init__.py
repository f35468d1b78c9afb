"""Rows exactly as SQLite stores them: images of single ones, thousands put in together, runs packed away."""
