mod fixture;
mod messages;
mod mutations;
mod registry;
mod samples;
mod severity;
