"""When, where and to which outlet each quotation of an article was said: every mention of the article weighed by trees."""
