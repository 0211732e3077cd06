"""What makes a ChainCare to try out: people, their issuers and their tokens. Never for production."""
