mod fixture;
mod messages;
mod mutations;
mod procedures;
mod registry;
mod samples;
