"""Tables of money: what an order, an invoice, a deal is, which rows are no sales, which lines are one."""
