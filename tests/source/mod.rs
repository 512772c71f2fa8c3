mod comments;
mod several;
mod spans;
