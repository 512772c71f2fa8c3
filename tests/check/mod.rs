mod messages;
mod mutations;
mod registry;
