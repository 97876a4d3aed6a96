//! How words sound, across scripts.
