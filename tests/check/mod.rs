mod messages;
mod registry;
