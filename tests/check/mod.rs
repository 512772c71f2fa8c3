mod fixture;
mod messages;
mod mutations;
mod policy;
mod print;
mod procedures;
mod registry;
mod samples;
