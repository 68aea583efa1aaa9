"""Tables and columns that say nothing of a person, named so that none is forgotten."""

NOT_PERSONAL = frozenset(
    {
        *(
            "access_code",
            "audit_head",
            "collection_point",
            "frozen_report_file",
            "invitation_batch",
            "invitation_stratum",
            "flag_change",
            "kiosk_code",
            "improvement",
            "notice_version",
            "paper_batch",
            "population",
            "publication",
        ),
        *(
            "opening_hours",
            "questionnaire",
            "questionnaire_version",
            "retention_limit",
            "seal",
            "seal_leaves",
            "seal_tombstone",
            "service",
            "setting_value",
            "survey",
        ),
        *("survey_point", "survey_target", "survey_unit", "survey_version", "target"),
        *("task_schedule", "trial_link", "unit", "unit_change", "unit_former_name"),
        *("unit_parent", "unit_successor", "comment_tag", "comment_tagging"),
    }
)
"""Tables that say nothing of any person."""

LOOKS_PERSONAL = frozenset(
    {
        *("service.name_vi", "service.name_en", "setting_value.name", "task_run.name"),
        "invitation_batch.name",
        *("publication.reason", "publication.withdrawn_because"),
        *("frozen_report_file.name", "frozen_report.reason"),
        "proposed_publication.reason",
        *("seal_leaves.table_name", "seal_tombstone.table_name", "seal_tombstone.reason"),
        *("task_schedule.name", "unit.name_vi", "unit.name_en", "unit_former_name.name_vi"),
        *("unit_former_name.name_en", "notice_version.text_vi", "notice_version.text_en"),
        *("comment_tag.name", "comment_tagging.comment_id"),
    }
)
"""Columns whose name sounds of a person, although they name a thing."""
