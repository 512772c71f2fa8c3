mod spans;
