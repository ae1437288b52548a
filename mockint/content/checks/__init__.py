"""What `mockint check` looks for beyond the shape of a file, one module for each kind."""
