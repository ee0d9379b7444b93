"""What is configured at Vapi, generated from the script: prompt, tools, assistant, evals and their push."""
