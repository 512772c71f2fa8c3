mod messages;
mod mutations;
mod procedures;
mod registry;
mod zenkomoku;
