//! JSON Schema of an assessment, from its form definition.
