mod fixture;
mod messages;
mod mutations;
mod policy;
mod print;
mod registry;
