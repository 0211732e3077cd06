"""How a text above the cases that points at somebody after all is withdrawn: the words go, who wrote them when stays."""
