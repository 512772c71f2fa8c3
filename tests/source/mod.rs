mod comments;
mod spans;
