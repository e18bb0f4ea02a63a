"""Where the pages of the desk are."""

from __future__ import annotations

from django.urls import include, path

from . import learner_urls, urls_class, urls_learning
from .views import (
    beginning,
    conversation,
    customers,
    entrance,
    groups,
    inbox,
    knowing,
    learning_practice,
    live,
    packages,
    patterns,
    promises,
    search,
    settling,
)

app_name = "web"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("conversations/new", beginning.new_conversation, name="new"),
    path("conversations/<int:conversation_id>", conversation.conversation, name="conversation"),
    path("conversations/<int:conversation_id>/answer", conversation.answer, name="answer"),
    path("conversations/<int:conversation_id>/draft", conversation.draft, name="draft"),
    path("conversations/<int:conversation_id>/hand-on", conversation.hand_on, name="hand_on"),
    path("conversations/<int:conversation_id>/promises/new", conversation.make_promise, name="new_promise"),
    path("conversations/<int:conversation_id>/practice", learning_practice.choose, name="make_practice"),
    path("conversations/<int:conversation_id>/<str:act>", conversation.steer, name="steer"),
    path("messages/<int:turn_id>/attachments/<int:place>", conversation.attachment, name="attachment"),
    path("customers/", customers.customers, name="customers"),
    path("customers/new", customers.new_customer, name="new_customer"),
    path("customers/<int:person_id>", customers.customer, name="customer"),
    path("customers/<int:person_id>/edit", knowing.edit_customer, name="edit_customer"),
    path("customers/<int:person_id>/addresses", knowing.add_address, name="add_address"),
    path("customers/<int:person_id>/addresses/<int:address_id>/remove", knowing.remove_address, name="remove_address"),
    path("customers/<int:person_id>/groups", knowing.join, name="join"),
    path("customers/<int:person_id>/groups/<int:group_id>/leave", knowing.leave, name="leave"),
    path("customers/<int:person_id>/reliances", knowing.rely, name="rely"),
    path("customers/<int:person_id>/standing", customers.decide, name="standing"),
    path("customers/<int:person_id>/twins", customers.twins, name="twins"),
    path("customers/<int:person_id>/merge", customers.merge, name="merge"),
    path("customers/merges/<int:merge_id>/undo", customers.unmerge, name="unmerge"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new", groups.new_group, name="new_group"),
    path("groups/<int:group_id>", groups.group, name="group"),
    path("groups/<int:group_id>/edit", groups.edit_group, name="edit_group"),
    path("groups/<int:group_id>/remove", groups.remove_group, name="remove_group"),
    path("groups/<int:group_id>/people", groups.people, name="group_people"),
    path("groups/<int:group_id>/reliances", groups.rely, name="group_relies"),
    path("reliances/<int:reliance_id>/remove", knowing.end_reliance, name="end_reliance"),
    path("promises/", promises.promises, name="promises"),
    # Before the courses: no course can be called "mirror", "journal", "plan", "practice" or "wishes".
    *learner_urls.urlpatterns,
    path("packages/<str:token>/play", packages.play, name="package_play"),
    path("packages/<str:token>/files/<path:path>", packages.file, name="package_file"),
    path("", include(urls_learning.urlpatterns)),
    path("promises/<int:promise_id>", settling.settle, name="promise"),
    path("promises/<int:promise_id>/new-time", settling.new_time, name="new_time"),
    path("", include(urls_class.urlpatterns)),
    path("search/", search.search, name="search"),
    path("live", live.live, name="live"),
    path("sign-in/<str:secret>", entrance.one_time, name="one_time"),
    path("patterns", patterns.patterns, name="patterns"),
    path("patterns/conversation", patterns.conversation_page, name="patterns-conversation"),
    path("patterns/inbox", patterns.inbox_page, name="patterns-inbox"),
]
