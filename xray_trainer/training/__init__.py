"""What comes next: practice, later exams and the choice of cases. A state machine with an injected clock."""

from xray_trainer.training.practice import More, Practice

__all__ = ["More", "Practice"]
