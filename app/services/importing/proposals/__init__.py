"""From a file that a form service wrote to a mapping that a person looks over and corrects."""
