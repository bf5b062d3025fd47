"""What one cell says: each reader takes a cell's text and gives fields with their canonical values, and flags
(field, code, what stood there, what it may mean). A reader raises nothing and remembers nothing."""
